package dev.holdfast.app.cli;

import dev.holdfast.app.config.GeneralConfig;
import dev.holdfast.domain.identity.ApiKeyId;
import dev.holdfast.domain.identity.ApiKeyToken;
import dev.holdfast.ports.shared.UuidV7Ids;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast keys generate}. */
@Command(
        name = "generate",
        description = {
            "Print an API key that is stored nowhere yet; needs no database.",
            "Given to `serve` as HOLDFAST_BOOTSTRAP_API_KEY it becomes the first administrator key."
        })
final class KeysGenerateCommand implements Callable<Integer> {
    private final HoldfastCommand root;

    KeysGenerateCommand(HoldfastCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        GeneralConfig config = root.configuration().config().general();
        Surroundings surroundings = root.surroundings();
        byte[] secret = new byte[ApiKeyToken.SECRET_BYTES];
        surroundings.random().nextBytes(secret);
        ApiKeyId id = new ApiKeyId(new UuidV7Ids(surroundings.clock(), surroundings.random()).next());
        surroundings
                .out()
                .println(ApiKeyToken.of(config.keyEnvironment(), id, secret).reveal());
        return ExitCode.OK;
    }
}
