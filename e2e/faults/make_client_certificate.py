"""Writes a client's key and certificate as a PKCS #12 file to the path given; runs in Synapse's environment."""
import sys
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

path, password, name = sys.argv[1:]
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
now = datetime.now(timezone.utc)
certificate = (
    x509.CertificateBuilder()
    .subject_name(subject)
    .issuer_name(subject)
    .public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(now - timedelta(days=1))
    .not_valid_after(now + timedelta(days=30))
    .sign(key, hashes.SHA256())
)
with open(path, "wb") as file:
    file.write(
        pkcs12.serialize_key_and_certificates(
            b"own", key, certificate, None, serialization.BestAvailableEncryption(password.encode())
        )
    )
