package dev.holdfast.app.module;

import com.google.inject.AbstractModule;

/** Nothing is put together by guessing. */
final class StrictModule extends AbstractModule {
    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireAtInjectOnConstructors();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
    }
}
