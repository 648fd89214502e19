/** From a scanned code to a card in use: through both doors, against the stand-ins for WeChat and Aliyun. */
@NullMarked
package io.kabao.e2e.claim;

import org.jspecify.annotations.NullMarked;
