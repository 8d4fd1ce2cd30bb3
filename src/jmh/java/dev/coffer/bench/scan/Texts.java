package dev.coffer.bench.scan;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Maps of ten texts, 1.1 KB as JSON. */
final class Texts {

  private static final List<String> NAMES =
      List.of(
          "abstract",
          "audience",
          "background",
          "conclusion",
          "description",
          "findings",
          "methods",
          "provenance",
          "remarks",
          "title");

  private static final int SHORTEST = 92;

  private static final List<String> WORDS =
      List.of(
          ("about account across action after against agency almost along already although always"
                  + " amount animal another answer appear apply area around article asset author"
                  + " average avoid base because become before begin behind believe benefit better"
                  + " between board body book both bring build business capital care carry case"
                  + " catch cause central century certain chair change character charge choice"
                  + " church citizen city claim class clear close coach collect college colour"
                  + " common company compare computer concern condition consider contain control"
                  + " cost country couple course court cover create culture current customer data"
                  + " daughter deal death debate decade decide deep degree describe design detail"
                  + " develop difference dinner direction discover discuss disease doctor door down"
                  + " draw dream drive during early economy edge education effect effort eight"
                  + " either election employee energy enjoy enough enter environment especially"
                  + " establish evening event every evidence exactly example executive exist expect"
                  + " experience explain factor fail fall family fear federal field fight figure"
                  + " final finger finish fire firm floor focus follow food force foreign forget"
                  + " form former forward free friend front full fund future game garden general"
                  + " girl glass goal government great green ground group growth guess half hang"
                  + " happen hard health heart heavy herself high history hold hope hospital hotel"
                  + " hour house however huge human hundred idea identify image imagine impact"
                  + " important improve include increase indeed indicate industry information"
                  + " inside instead institution interest international interview investment issue"
                  + " item join keep kitchen knowledge land language large last late later laugh"
                  + " lawyer lead learn leave legal letter level life light likely line list listen"
                  + " little local long look lose loss machine magazine maintain major manage many"
                  + " market marriage material matter maybe measure medical meeting member memory"
                  + " mention message method middle might military million mind minute mission"
                  + " model modern moment money month morning most mother mouth move movement"
                  + " music nation natural nature near nearly necessary network never news"
                  + " newspaper next night north note nothing notice number occur offer office"
                  + " often once open operation opportunity option order organization other outside"
                  + " over owner page painting paper parent part particular partner party pass past"
                  + " patient pattern peace people perform perhaps period person phone physical"
                  + " picture piece place plan plant play point police policy political popular"
                  + " population position positive possible power practice prepare present pressure"
                  + " pretty prevent price private probably problem process produce product"
                  + " professional program project property protect prove provide public purpose"
                  + " push quality question quickly quite radio raise range rate rather reach read"
                  + " ready reality reason receive recent recognize record reduce reflect region"
                  + " relate remain remember remove report represent require research resource"
                  + " respond result return reveal rich right rise risk road rock role room rule"
                  + " safe same save scene school science score season seat second section security"
                  + " seek seem sell send senior sense series serious serve seven several shake"
                  + " share shoot short should shoulder show side sign significant similar simple"
                  + " since single sister site situation size skill skin small social society"
                  + " soldier some somebody song soon sort sound source south space speak special"
                  + " specific speech spend sport spring staff stage stand standard start state"
                  + " statement station stay step still stock stop store story strategy street"
                  + " strong structure student study stuff style subject success such suddenly"
                  + " suffer suggest summer support sure surface system table take talk task teach"
                  + " team technology tell tend term test thank their themselves then theory there"
                  + " these thing think third this those though thought thousand threat through"
                  + " throw thus time today together tonight total tough toward town trade"
                  + " traditional training travel treat tree trial trip trouble true trust truth"
                  + " turn type under understand unit until upon usually value various very victim"
                  + " view violence visit voice vote wait walk wall want watch water weapon wear"
                  + " week weight well west what whatever where whether which while white whole"
                  + " whom whose wide wife will window wish with within without woman wonder word"
                  + " work worker world worry would write wrong yard yeah year young yourself")
              .split(" ", -1));

  private Texts() {}

  /** The value of this number; values of different numbers differ. */
  static Map<String, String> of(int number) {
    SplittableRandom random = new SplittableRandom(number);
    Map<String, String> map = new TreeMap<>();
    for (String name : NAMES) {
      map.put(name, text(random));
    }
    return map;
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    text.append(random.nextInt(10_000));
    while (text.length() < SHORTEST) {
      // Some words are more frequent than others, as in a language.
      double skewed = random.nextDouble() * random.nextDouble();
      text.append(' ').append(WORDS.get((int) (WORDS.size() * skewed)));
    }
    return text.append('.').toString();
  }
}
