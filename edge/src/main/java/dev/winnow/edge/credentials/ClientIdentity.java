package dev.winnow.edge.credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate that a node shows, and its key, which fit.
 *
 * @param chain the node's own first
 */
record ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
  /** How each kind of key signs; others make no certificates of clients. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "Ed25519");

  private static final byte[] PROBE = {1, 2, 3};

  /** Of the store in memory; Java wants one. */
  private static final char[] PASSWORD = new char[0];

  ClientIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads one.
   *
   * @throws UnusableCredentialsException if a file is not what it should be, or the key is another
   *     certificate's
   */
  static ClientIdentity read(Credentials.Identity files) {
    List<X509Certificate> chain = CredentialFile.certificates(files.certificate());
    byte[] encoded = CredentialFile.privateKey(files.key());
    PublicKey publicKey = chain.get(0).getPublicKey();
    try {
      PrivateKey key =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (fits(key, publicKey)) {
        return new ClientIdentity(chain, key);
      }
      throw new UnusableCredentialsException(strange(files));
    } catch (GeneralSecurityException e) {
      throw new UnusableCredentialsException(strange(files), e);
    }
  }

  /** What shows it in TLS. */
  KeyManager[] managers() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("client", key, PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    return managers.getKeyManagers();
  }

  private static boolean fits(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), "unknown"));
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static String strange(Credentials.Identity files) {
    Path certificate = files.certificate();
    return "the key in %s is not that of the certificate in %s; name the two that belong together"
        .formatted(files.key(), certificate);
  }
}
