package dev.baton.linux.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReloadMemoryTest {

  private static final int MIB = 1 << 20;

  private final List<byte[]> model = new ArrayList<>();

  private void fill(int mebibytes) {
    model.clear();
    for (int i = 0; i < mebibytes; i++) {
      model.add(new byte[MIB]);
    }
  }

  private static long usedMiB() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
  }

  @Test
  void whatReloadsLeaveDoesNotPileUp() {
    var memory = new ReloadMemory();
    fill(1);
    memory.giveBack();
    long atFirst = usedMiB();
    for (int reload = 0; reload < 20; reload++) {
      fill(40);
      fill(1);
      memory.giveBack();
    }
    assertTrue(usedMiB() < atFirst + 40, () -> atFirst + " MiB, then " + usedMiB());
    assertEquals(1, model.size());
  }
}
