package io.kabao.sandbox.server;

/** The sandbox cannot do what it was asked; the message says why and never holds a secret. */
public class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
