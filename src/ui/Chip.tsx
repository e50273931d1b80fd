import { Icon } from './Icon.tsx';
import { TONE_ICONS, type StatusTone } from './Status.tsx';

export interface ChipProps {
  readonly tone: StatusTone;
  readonly label: string;
  readonly value: string;
  readonly href: string;
}

/** A labelled state that leads to the place where it is explained. */
export function Chip({ tone, label, value, href }: ChipProps) {
  return (
    <a className={`chip status-${tone}`} href={href}>
      <Icon name={TONE_ICONS[tone]} />
      <span>
        <b>{label}</b> {value}
      </span>
    </a>
  );
}
