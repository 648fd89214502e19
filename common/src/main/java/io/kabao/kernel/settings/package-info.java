/**
 * Start-up checks: an app with a bad or missing setting, or on a database that would not keep its promises, stops before
 * it serves anyone and names every fault at once, never a value.
 */
@NullMarked
package io.kabao.kernel.settings;

import org.jspecify.annotations.NullMarked;
