/** The few argument types that we send. */
export type DbusArg =
  | { readonly type: 's' | 'o' | 'g'; readonly value: string }
  | { readonly type: 'ao'; readonly value: readonly string[] }
  | { readonly type: 'a{ss}'; readonly value: Readonly<Record<string, string>> }
  | { readonly type: 'a{sv}'; readonly value: Readonly<Record<string, DbusVariant>> };

export type DbusVariant =
  | { readonly type: 'b'; readonly value: boolean }
  | { readonly type: 's'; readonly value: string }
  | { readonly type: 'as'; readonly value: readonly string[] };

/** Writes little-endian D-Bus values. */
export class DbusWriter {
  private readonly bytes: number[] = [];

  get length(): number {
    return this.bytes.length;
  }

  toBuffer(): Buffer {
    return Buffer.from(this.bytes);
  }

  align(size: number): void {
    while (this.bytes.length % size !== 0) this.bytes.push(0);
  }

  byte(value: number): void {
    this.bytes.push(value);
  }

  uint32(value: number): void {
    this.align(4);
    this.bytes.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255);
  }

  text(type: 's' | 'o' | 'g', value: string): void {
    const encoded = Buffer.from(value, 'utf8');
    if (type === 'g') this.byte(encoded.length);
    else this.uint32(encoded.length);
    this.bytes.push(...encoded, 0);
  }

  arg(arg: DbusArg): void {
    if (arg.type === 'ao') this.array(4, arg.value, (path) => this.text('o', path));
    else if (arg.type === 'a{ss}') this.array(8, Object.entries(arg.value), (entry) => this.pair(entry));
    else if (arg.type === 'a{sv}') this.array(8, Object.entries(arg.value), (entry) => this.option(entry));
    else this.text(arg.type, arg.value);
  }

  array<T>(alignment: number, items: readonly T[], write: (item: T) => void): void {
    this.uint32(0);
    const lengthAt = this.bytes.length - 4;
    this.align(alignment);
    const start = this.bytes.length;
    for (const item of items) write(item);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(this.bytes.length - start);
    this.bytes.splice(lengthAt, 4, ...size);
  }

  private pair([name, value]: [string, string]): void {
    this.align(8);
    this.text('s', name);
    this.text('s', value);
  }

  private option([name, value]: [string, DbusVariant]): void {
    this.align(8);
    this.text('s', name);
    this.text('g', value.type);
    if (value.type === 'b') this.uint32(value.value ? 1 : 0);
    else if (value.type === 's') this.text('s', value.value);
    else this.array(4, value.value, (text) => this.text('s', text));
  }
}
