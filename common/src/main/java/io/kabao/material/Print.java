package io.kabao.material;

/**
 * One thing to be printed.
 *
 * @param code what is scanned
 * @param bearer whose it is
 * @param brand what of the merchant stands on it
 */
public record Print(CodeSource code, Bearer bearer, Brand brand) {}
