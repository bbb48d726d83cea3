package dev.baton.core.config.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No diagnostic shows a password, and every column stays where it was. */
final class SecretsTest {

  @ParameterizedTest
  @CsvSource({
    // Rightly written.
    "'  auth_pass S3cret', '  auth_pass ******'",
    "'authentication { auth_pass abc', 'authentication { auth_pass ***'",
    "'key 7 hex:00ff', 'key 7 ********'",
    "'password secret', 'password ******'",
    "'auth_pass	x', 'auth_pass	*'",
    // To the end of the line: a comment may be the end of the password.
    "'auth_pass S3cret # old', 'auth_pass ************'",
    "'auth_pass \"a b\" x', 'auth_pass *******'",
    "'auth_pass \"open', 'auth_pass *****'",
    "'auth_pass a}', 'auth_pass **'",
    // Glued.
    "'auth_pass1111', 'auth_pass****'",
    "'auth_password x', 'auth_pass******'",
    "'auth_pas1111', 'auth_pa*****'",
    "'Unknown keyword ''auth_pass1111', 'Unknown keyword ''auth_pass****'",
    // Wrongly written.
    "'auth_pas X', 'auth_pas *'",
    "'AUTH_PASS X', 'AUTH_PASS *'",
    "'auth-pass X', 'auth-pass *'",
    "'authpass X', 'authpass *'",
    "'auht_psas X', 'auht_psas *'",
    "'passwd X', 'passwd *'",
    "'pasword X', 'pasword *'",
    "'--password X', '--password *'",
    "'kye 7 X', 'kye 7 *'",
    "'pwd X', 'pwd *'",
    // Definitions of variables whose name speaks of it.
    "'$PASS=S3cret', '$PASS=******'",
    "'$VRRP_PASSWORD = a b', '$VRRP_PASSWORD = ***'",
    // No secrets.
    "'keyword 5', 'keyword 5'",
    "'passwords are read', 'passwords are read'",
    "'auth_pass', 'auth_pass'",
    "'auth_type PASS', 'auth_type PASS'",
    "'key 7', 'key 7'",
    "'key x', 'key x'",
    "'key /etc/ssl/key.pem', 'key /etc/ssl/key.pem'",
    "'script /usr/bin/pass', 'script /usr/bin/pass'",
    "'$VIP=192.0.2.1', '$VIP=192.0.2.1'",
    "'passive on', 'passive on'",
  })
  void hides(String text, String shown) {
    assertEquals(shown, SecretText.hidden(text));
    assertEquals(text.length(), SecretText.hidden(text).length());
  }

  @ParameterizedTest
  @CsvSource({
    "'Truncating auth_pass to 8 characters', 'Truncating auth_pass to 8 characters'",
    "'(V) auth_hmac key 1 length 5', '(V) auth_hmac key 1 length 5'",
    "'Unknown keyword ''auth_pass1111''', 'Unknown keyword ''auth_pass****'''",
    "'Unmatched quote: ''{ auth_pass ab''', 'Unmatched quote: ''{ auth_pass **'''",
    "'Unknown keyword ''auth_pass1111'' here', 'Unknown keyword ''auth_pass****'' here'",
    "'isn''t it: ''auth_pass ab''c'' x', 'isn''t it: ''auth_pass ****'' x'",
  })
  void onlyWhatAMessageQuotesIsHidden(String message, String shown) {
    assertEquals(shown, SecretText.hiddenQuoted(message));
  }

  /** What a variable brought in stands in the variable's definition as well. */
  @Test
  void valuesAreHiddenWhereverTheyStand() {
    var secrets = new Secrets();
    var file =
        new SourceFile(
            "k.conf",
            List.of("$X=S3cret", "$Y=S3", "$Z=S4", "foo ab cd", "notify /bin/x S3cret_!"),
            secrets);
    secrets.add(SourceSpan.of(file, 4), "S3cret!");
    secrets.add(SourceSpan.of(file, 4), "S3cret");
    secrets.add(SourceSpan.of(file, 4), "ab");
    secrets.addLine(file, 4);
    assertEquals(
        List.of("$X=******", "$Y=**", "$Z=S4", "foo *****", "notify /bin/x ******_!"),
        IntStream.rangeClosed(1, 5).mapToObj(file::shownLine).toList());
    // A short one only where it was found, and only as a word that is quoted.
    assertEquals(
        "Unknown keyword '**' of abc",
        secrets.sentence("Unknown keyword 'ab' of abc", SourceSpan.of(file, 4)));
    assertEquals(
        "Unknown keyword 'ab'", secrets.sentence("Unknown keyword 'ab'", SourceSpan.of(file, 1)));
  }
}
