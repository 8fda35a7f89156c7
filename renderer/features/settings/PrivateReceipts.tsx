import { changeSettings, useSettings } from '../../settings.ts';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';

const said = words.settings;

/** Whether others see how far one has read. */
export function PrivateReceipts() {
  const on = useSettings((settings) => settings.privateReceipts);
  return <Switch label={said.receipts} text={said.receiptsText} on={!on} onChange={(told) => changeSettings({ privateReceipts: !told })} />;
}
