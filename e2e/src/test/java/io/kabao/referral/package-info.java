/** What tests of other packages need of the rooms behind referral. */
@NullMarked
package io.kabao.referral;

import org.jspecify.annotations.NullMarked;
