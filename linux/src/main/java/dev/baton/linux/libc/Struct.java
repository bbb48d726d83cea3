package dev.baton.linux.libc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The C structure whose layout the constants of a class give: {@code SIZE} is its {@code sizeof},
 * every other constant the {@code offsetof} the member of that name in lower case. The audit in the
 * tests has gcc check them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Struct {

  /** The type as C spells it, such as {@code struct msghdr}. */
  String value();
}
