const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** 128 random bits, `[A-Za-z0-9_-]{22}`: for what is named in addresses. */
export const randomId = (): string => encode(crypto.getRandomValues(new Uint8Array(16)))

/** 256 random bits, `[A-Za-z0-9_-]{43}`: for secrets. */
export const randomSecret = (): string => encode(crypto.getRandomValues(new Uint8Array(32)))
