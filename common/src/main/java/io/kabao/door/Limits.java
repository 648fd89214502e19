package io.kabao.door;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Counts calls and refuses those beyond their limit. */
@Component
public class Limits {

    /**
     * Counts a guess at something that does not exist. It refuses nothing: what follows does, at handlers that are
     * {@link Limited#guessable}.
     */
    public void countMiss(HttpServletRequest request) {
        throw new UnsupportedOperationException(request.getMethod());
    }
}
