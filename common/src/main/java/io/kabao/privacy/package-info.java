/**
 * Members' rights in what is kept of them, and the merchant's duties: the export, the erasure, the disclosure of personal
 * data to the merchant's people. It owns no table and publishes no event; what is to be shown or forgotten, each owner of
 * rows does itself.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "organization",
            "wechat",
            "member",
            "card",
            "ledger",
            "message",
            "proof",
            "gift",
            "level",
            "referral",
            "report",
            "claim"
        })
package io.kabao.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
