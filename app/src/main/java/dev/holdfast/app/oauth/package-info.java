/** Access tokens that an issuer outside gives out: its keys, and what a token has to say. */
@NullMarked
package dev.holdfast.app.oauth;

import org.jspecify.annotations.NullMarked;
