package io.kabao.sandbox.server;

/** Somebody else listens on the port a server was told to use. */
public final class PortTakenException extends SandboxException {
    private static final long serialVersionUID = 1L;

    private final int port;

    public PortTakenException(int port) {
        super("port " + port + " of 127.0.0.1 is taken");
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
