/** The data source's house rules: mappers, interceptors, migrations, grants. */
@NullMarked
package io.kabao.kernel.database;

import org.jspecify.annotations.NullMarked;
