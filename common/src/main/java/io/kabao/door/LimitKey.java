package io.kabao.door;

/** Whose calls are counted together. */
enum LimitKey {
    /** Those from one network address. */
    ADDRESS,
    /** Those of whoever is signed in. */
    CALLER,
    /** Those for the scene in the path. */
    SCENE,
    /** Those of everybody signed in at one merchant. */
    MERCHANT
}
