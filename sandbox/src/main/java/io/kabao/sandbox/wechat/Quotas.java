package io.kabao.sandbox.wechat;

/**
 * How much WeChat does for one app. {@code permanentCodes}: permanent account codes in its life; {@code codesPerMinute}:
 * mini-program codes; {@code uncheckedPages}: pages of mini-program codes that need not be there, in its life;
 * {@code tokensPerDay}: classic tokens; {@code stableCallsPerMinute} and {@code stableCallsPerDay}: calls for the stable
 * token; {@code linksPerDay}: URL links and schemes together; {@code linkOpensPerDay}: how often people open those. A day
 * is one of Beijing. Sources: WeChat's documents of each call.
 */
public record Quotas(
        int permanentCodes,
        int codesPerMinute,
        int uncheckedPages,
        int tokensPerDay,
        int stableCallsPerMinute,
        int stableCallsPerDay,
        int linksPerDay,
        int linkOpensPerDay) {}
