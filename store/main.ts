import { portOf } from '../core/rpc/electronPort.ts';
import { storeProcess } from './control/storeProcess.ts';

// Nobody else on this computer may read the files, encrypted or not.
process.umask(0o077);

const store = storeProcess(() => process.exit(1));

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (!port) return;
  const type = (data as { type?: unknown } | null)?.type;
  if (type === 'control') store.control(portOf(port));
  if (type === 'engine') store.engine(portOf(port));
});
