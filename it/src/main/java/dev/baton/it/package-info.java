/**
 * Tests that see the product from outside: the image in network namespaces, beside real peers.
 *
 * <p>A test makes its own namespaces, under a name that no other run uses, and removes them even
 * when it fails. The rules of the architecture are tested here too, because this module sees all
 * the others.
 *
 * <p>A class named {@code *Test} reads classes and sources and runs in every build; {@code *IT}
 * needs root and the image, which {@code ./dev test} makes first. Not shipped.
 */
package dev.baton.it;
