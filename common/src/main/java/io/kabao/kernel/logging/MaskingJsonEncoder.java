package io.kabao.kernel.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** Writes one masked JSON object per line (Elastic Common Schema), at most 32 KiB long. */
public final class MaskingJsonEncoder extends StructuredLogEncoder {

    @Override
    public void start() {
        setFormat("ecs");
        setCharset(StandardCharsets.UTF_8);
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new String(super.encode(event), StandardCharsets.UTF_8);
        return LineCut.cut(LogMasker.mask(line)).getBytes(StandardCharsets.UTF_8);
    }
}
