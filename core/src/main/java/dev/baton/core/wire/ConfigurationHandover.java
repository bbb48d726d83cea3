package dev.baton.core.wire;

/**
 * A configuration on its way to a child, in a memfd: the text with all includes, variables and
 * conditions resolved, and the facts of the host that it was checked against, so that the child's
 * parser comes to the same model.
 *
 * @param hostFacts the host's facts in their own text form
 * @param configuration the normalised text
 */
public record ConfigurationHandover(long generation, String hostFacts, String configuration) {

  /** The handover as bytes. */
  public byte[] encode() {
    return new WireWriter().int64(generation).text(hostFacts).text(configuration).bytes();
  }

  /** The handover that the bytes hold. */
  public static Decoded<ConfigurationHandover> decode(byte[] bytes) {
    var reader = new WireReader(bytes, bytes.length);
    return reader.decoded(new ConfigurationHandover(reader.int64(), reader.text(), reader.text()));
  }
}
