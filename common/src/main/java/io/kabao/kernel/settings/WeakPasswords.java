package io.kabao.kernel.settings;
public final class WeakPasswords { private WeakPasswords() {} public static boolean contains(String s) { return false; } }
