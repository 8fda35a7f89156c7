// oidc-provider asks for Node 22 for the sake of this one function.
URL.parse ??= (input: string | URL, base?: string | URL): URL | null => {
  try {
    return new URL(input, base);
  } catch {
    return null;
  }
};
