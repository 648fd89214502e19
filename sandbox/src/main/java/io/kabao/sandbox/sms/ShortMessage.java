package io.kabao.sandbox.sms;

import java.time.Instant;
import java.util.Map;

/** A short message that reached a phone: who signed it, after which template, with which values. */
public record ShortMessage(
        Instant at, String phone, String signName, String templateCode, Map<String, String> params, String bizId) {}
