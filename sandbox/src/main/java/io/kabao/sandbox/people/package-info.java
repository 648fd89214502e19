/**
 * The people who use WeChat: their phone numbers, what each app calls them, what they follow, what they are still allowed
 * to be sent, and what they received. Nothing here knows WeChat's API.
 */
@NullMarked
package io.kabao.sandbox.people;

import org.jspecify.annotations.NullMarked;
