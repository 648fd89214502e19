/**
 * Real servers run from jars: MariaDB and Redis, each with its own data directory, its own passwords and a guard that
 * ends it when this JVM is gone, however it went.
 */
@NullMarked
package io.kabao.sandbox.server;

import org.jspecify.annotations.NullMarked;
