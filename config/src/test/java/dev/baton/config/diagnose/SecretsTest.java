package dev.baton.config.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No diagnostic shows a password, and every column stays where it was. */
final class SecretsTest {

  @ParameterizedTest
  @CsvSource({
    "'  auth_pass S3cret # old', '  auth_pass ****** # old'",
    "'auth_pass1111', 'auth_pass****'",
    "'authentication { auth_pass abc}', 'authentication { auth_pass ***}'",
    "'auth_pass \"a b\" x', 'auth_pass ***** x'",
    "'key 7 hex:00ff', 'key 7 ********'",
    "'password secret', 'password ******'",
    "'Unknown keyword ''auth_pass1111''', 'Unknown keyword ''auth_pass****'''",
    "'keyword 5', 'keyword 5'",
    "'passwords are read', 'passwords are read'",
    "'auth_pass', 'auth_pass'",
    "'auth_pass \"open', 'auth_pass *****'",
    "'auth_pass	x', 'auth_pass	*'",
    "'key 7', 'key 7'",
    "'key x', 'key x'",
    "'\"auth_pass x\"', '\"auth_pass **'",
    "'auth_pas S3cret', 'auth_pas ******'",
    "'AUTH_PASS S3cret', 'AUTH_PASS ******'",
    "'auth-pass S3cret', 'auth-pass ******'",
    "'authpasss S3cret', 'authpasss ******'",
    "'passwd S3cret', 'passwd ******'",
    "'pass S3cret', 'pass ******'",
    "'auth_pass ${_X}X', 'auth_pass ******'",
    "'{ auth_pass ${X}}', '{ auth_pass ****}'",
    "'auth_type PASS', 'auth_type PASS'",
    "'{ auth_type PASS auth_pass S3cret }', '{ auth_type PASS auth_pass ****** }'",
    "'auth_hmac x', 'auth_hmac x'",
  })
  void hides(String text, String shown) {
    assertEquals(shown, Secrets.hidden(text));
    assertEquals(text.length(), Secrets.hidden(text).length());
  }

  @ParameterizedTest
  @CsvSource({
    "'Truncating auth_pass to 8 characters', 'Truncating auth_pass to 8 characters'",
    "'(V) auth_hmac key 1 length 5', '(V) auth_hmac key 1 length 5'",
    "'Unknown keyword ''auth_pass1111''', 'Unknown keyword ''auth_pass****'''",
    "'Unmatched quote: ''{ auth_pass ab''', 'Unmatched quote: ''{ auth_pass **'''",
    "'Unknown keyword ''auth_pass1111'' here', 'Unknown keyword ''auth_pass****'' here'",
    "'isn''t it: ''auth_pass ab''c'' x', 'isn''t it: ''auth_pass ****'' x'",
    "'write `auth_pass a b`, or `auth_pass c`', 'write `auth_pass * b`, or `auth_pass *`'",
  })
  void onlyWhatAMessageQuotesIsHidden(String message, String shown) {
    assertEquals(shown, Secrets.hiddenQuoted(message));
  }
}
