"""Prints a private key and a self-signed certificate for the names given, both PEM; runs in Synapse's environment."""
import sys
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

names = sys.argv[1:]
key = ec.generate_private_key(ec.SECP256R1())
subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
now = datetime.now(timezone.utc)
certificate = (
    x509.CertificateBuilder()
    .subject_name(subject)
    .issuer_name(subject)
    .public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(now - timedelta(days=1))
    .not_valid_after(now + timedelta(days=30))
    .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    .sign(key, hashes.SHA256())
)
encoding = serialization.Encoding.PEM
pem = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
print(pem.decode() + certificate.public_bytes(encoding).decode())
