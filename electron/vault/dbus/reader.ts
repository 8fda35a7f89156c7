/** Reads values from a little-endian D-Bus message by their signature (D-Bus specification, "Marshaling"). */
export class DbusReader {
  private readonly data: Buffer;
  private at: number;

  constructor(data: Buffer, at = 0) {
    this.data = data;
    this.at = at;
  }

  readAll(signature: string): unknown[] {
    const values: unknown[] = [];
    for (const type of splitTypes(signature)) values.push(this.read(type));
    return values;
  }

  align(size: number): void {
    this.at = Math.ceil(this.at / size) * size;
  }

  private read(type: string): unknown {
    switch (type[0]) {
      case 'y':
        return this.data.readUInt8(this.at++);
      case 'b':
        return this.uint32() === 1;
      case 'u':
      case 'i':
        return this.uint32();
      case 't':
      case 'x':
      case 'd':
        this.align(8);
        return this.data.readBigUInt64LE((this.at += 8) - 8);
      case 's':
      case 'o':
        return this.text(this.uint32());
      case 'g':
        return this.text(this.data.readUInt8(this.at++));
      case 'v':
        return this.read(this.text(this.data.readUInt8(this.at++)));
      case 'a':
        return this.array(type.slice(1));
      case '(':
      case '{':
        this.align(8);
        return this.readAll(type.slice(1, -1));
      default:
        throw new Error(`D-Bus type ${type} is not known`);
    }
  }

  private uint32(): number {
    this.align(4);
    this.at += 4;
    return this.data.readUInt32LE(this.at - 4);
  }

  private text(length: number): string {
    const text = this.data.toString('utf8', this.at, this.at + length);
    this.at += length + 1;
    return text;
  }

  private array(type: string): unknown[] {
    const length = this.uint32();
    this.align(alignmentOf(type));
    const end = this.at + length;
    const values: unknown[] = [];
    while (this.at < end) values.push(this.read(type));
    return values;
  }
}

function alignmentOf(type: string): number {
  if ('({xtd'.includes(type[0] ?? '')) return 8;
  return 'ygv'.includes(type[0] ?? '') ? 1 : 4;
}

/** `sa{ss}u` → `s`, `a{ss}`, `u`. */
function splitTypes(signature: string): string[] {
  const types: string[] = [];
  let rest = signature;
  while (rest) {
    const length = typeLength(rest);
    types.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return types;
}

function typeLength(signature: string): number {
  if (signature[0] === 'a') return 1 + typeLength(signature.slice(1));
  if (signature[0] !== '(' && signature[0] !== '{') return 1;
  let depth = 0;
  for (let at = 0; at < signature.length; at++) {
    if ('({'.includes(signature[at] ?? '')) depth++;
    if (')}'.includes(signature[at] ?? '') && --depth === 0) return at + 1;
  }
  throw new Error('a D-Bus signature that does not end');
}
