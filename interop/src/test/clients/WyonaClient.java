import java.util.List;
import triton.client.InferInput;
import triton.client.InferRequestedOutput;
import triton.client.InferResult;
import triton.client.InferenceException;
import triton.client.InferenceServerClient;
import triton.client.pojo.DataType;

/** Asks the model {@code pets} in every mix of binary and JSON; started by WyonaTritonTest. */
public class WyonaClient {
  public static void main(String[] arguments) throws Exception {
    try (InferenceServerClient client =
        new InferenceServerClient("127.0.0.1:" + arguments[0], 5000, 5000)) {
      for (boolean binaryIn : new boolean[] {true, false}) {
        for (boolean binaryOut : new boolean[] {true, false}) {
          float[] answer = ask(client, "feature", binaryIn, binaryOut);
          System.out.printf(
              "answer %s %s %s %s%n", binaryIn, binaryOut, answer[0], answer[1]);
        }
      }
      try {
        ask(client, "nothing", true, true);
      } catch (InferenceException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  private static float[] ask(
      InferenceServerClient client, String input, boolean binaryIn, boolean binaryOut)
      throws InferenceException {
    InferInput feature = new InferInput(input, new long[] {1, 2}, DataType.FP32);
    feature.setData(new float[] {0, 1}, binaryIn);
    InferRequestedOutput probability = new InferRequestedOutput("probability", binaryOut);
    InferResult result = client.infer("pets", List.of(feature), List.of(probability));
    return result.getOutputAsFloat("probability");
  }
}
