package dev.holdfast.app.config;

import java.util.Optional;

/** What holds when nobody sets a setting. */
public sealed interface Default {

    /** The text that is read as if somebody had set it. */
    Optional<String> in(Profile profile);

    /** The same in every profile. */
    record Always(String text) implements Default {
        @Override
        public Optional<String> in(Profile profile) {
            return Optional.of(text);
        }
    }

    /** Another one in each profile. */
    record PerProfile(String development, String test, String production) implements Default {
        @Override
        public Optional<String> in(Profile profile) {
            return Optional.of(
                    switch (profile) {
                        case DEVELOPMENT -> development;
                        case TEST -> test;
                        case PRODUCTION -> production;
                    });
        }
    }

    /**
     * No text: the setting stays absent.
     *
     * @param meaning what absence means
     */
    record Absent(String meaning) implements Default {
        @Override
        public Optional<String> in(Profile profile) {
            return Optional.empty();
        }
    }
}
