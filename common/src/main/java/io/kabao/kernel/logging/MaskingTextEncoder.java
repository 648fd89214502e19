package io.kabao.kernel.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/** Writes masked plain text for a developer's console, at most 32 KiB per event. */
public final class MaskingTextEncoder extends PatternLayoutEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        return LineCut.cut(LogMasker.mask(getLayout().doLayout(event))).getBytes(StandardCharsets.UTF_8);
    }
}
