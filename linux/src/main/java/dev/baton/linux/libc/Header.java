package dev.baton.linux.libc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The C headers from which the constants of a class are taken. The audit in the tests has gcc
 * include them and compare every number.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Header {

  /** As in {@code #include <...>}, in order. */
  String[] value();
}
