/**
 * Tests of the product from outside: the image in network namespaces, next to real peers. Not
 * shipped.
 *
 * <p>A test creates its own namespaces, under a name that no other run uses, and removes them even
 * when it fails. The architecture rules are also tested here, because this module sees all others.
 *
 * <p>A class named {@code *Test} examines classes and sources and runs in every build. A class
 * named {@code *IT} needs root and the image, which {@code ./dev test} builds first.
 */
package dev.baton.it;
