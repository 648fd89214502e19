package io.kabao.door;

import io.kabao.kernel.error.KernelError;

/** Which of our codes stands for a status that the framework or the server chose. */
final class StatusCodes {

    private StatusCodes() {}

    static KernelError codeFor(int status) {
        return switch (status) {
            case 401 -> KernelError.NOT_SIGNED_IN;
            case 403 -> KernelError.FORBIDDEN;
            case 404 -> KernelError.NOT_FOUND;
            case 405 -> KernelError.METHOD_NOT_ALLOWED;
            case 406 -> KernelError.NOT_ACCEPTABLE;
            case 413 -> KernelError.BODY_TOO_LARGE;
            case 415 -> KernelError.UNSUPPORTED_MEDIA_TYPE;
            // The caller speaks something the server does not: not a fault of ours.
            case 501, 505 -> KernelError.INVALID_REQUEST;
            case 503 -> KernelError.BUSY;
            default -> status >= 500 ? KernelError.INTERNAL : KernelError.INVALID_REQUEST;
        };
    }
}
