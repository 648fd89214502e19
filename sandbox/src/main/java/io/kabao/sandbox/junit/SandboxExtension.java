package io.kabao.sandbox.junit;

import io.kabao.sandbox.Sandbox;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts {@link Sandbox#shared()} before the first test class that wants it and hands it to parameters of type
 * {@link Sandbox}. It ends with the JVM and not with the test run: Spring closes the contexts of tests later, in a
 * shutdown hook, and they must still find their database.
 */
public final class SandboxExtension implements BeforeAllCallback, ParameterResolver {
    @Override
    public void beforeAll(ExtensionContext context) {
        var _ = Sandbox.shared();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Sandbox.shared();
    }
}
