/** The stand-in for Aliyun's short message service, spoken to by Aliyun's own SDK. */
@NullMarked
package io.kabao.sandbox.sms;

import org.jspecify.annotations.NullMarked;
