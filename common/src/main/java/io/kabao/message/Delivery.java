package io.kabao.message;

import io.kabao.kernel.error.BusinessError;

/** How an attempt to send a text message ended. */
sealed interface Delivery {

    /** The provider has taken it. */
    record Accepted() implements Delivery {}

    /** It was certainly not sent. */
    record Refused(BusinessError error) implements Delivery {}

    /** There was no usable answer: it may have been sent or not. */
    record Unclear() implements Delivery {}
}
