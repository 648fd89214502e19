package io.kabao.wx;

import io.kabao.claim.Callbacks;
import io.kabao.door.Anonymous;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Where WeChat asks whether an address is an official account's, and tells it what its followers do. */
@RestController
class CallbackController {

    private final Callbacks callbacks;

    CallbackController(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Anonymous(because = "WeChat signs what it sends")
    @GetMapping("/wx/callbacks/{appId}")
    ResponseEntity<String> verify(@PathVariable String appId, HttpServletRequest request) {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(callbacks.verify(appId, query(request)));
    }

    @Anonymous(because = "WeChat signs what it sends")
    @PostMapping(path = "/wx/callbacks/{appId}", consumes = MediaType.ALL_VALUE)
    ResponseEntity<String> receive(@PathVariable String appId, HttpServletRequest request) throws IOException {
        var answer = callbacks.receive(
                appId, query(request), request.getInputStream().readAllBytes());
        return ResponseEntity.ok()
                .contentType(answer.equals(Callbacks.TAKEN) ? MediaType.TEXT_PLAIN : MediaType.APPLICATION_XML)
                .body(answer);
    }

    /** The parameters of the address alone: a body is never read as parameters. */
    private static Map<String, String> query(HttpServletRequest request) {
        var parameters = new HashMap<String, String>();
        for (var parameter :
                Objects.requireNonNullElse(request.getQueryString(), "").split("&")) {
            var equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals),
                        UriUtils.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
