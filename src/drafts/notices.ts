import { isKeyed } from './stored-values.ts';

/** What one window tells the others of this origin: tags only, nothing that a draft says. */
export interface Notice {
  readonly what: 'saved' | 'removed' | 'cleared' | 'cleared-all' | 'timer-taken';
  /** Tag of the owner; empty where all owners are meant. */
  readonly owner: string;
  /** Tag of the draft; empty where none is meant. */
  readonly tag: string;
}

export interface Notices {
  tell(notice: Notice): void;
  close(): void;
}

const WHATS: readonly unknown[] = ['saved', 'removed', 'cleared', 'cleared-all', 'timer-taken'] satisfies readonly Notice['what'][];

/** Opens the channel between windows. In browsers without one, or where a frame may not use it, telling does nothing. */
export function openNotices(heard: (notice: Notice) => void): Notices {
  const channel = openChannel();
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isNotice(data)) heard(data);
  });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is one origin's own
    tell: (notice) => channel?.postMessage(notice),
    close: () => channel?.close(),
  };
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('intervisit-drafts');
  } catch {
    return null;
  }
}

function isNotice(value: unknown): value is Notice {
  return isKeyed(value) && WHATS.includes(value['what']) && typeof value['owner'] === 'string' && typeof value['tag'] === 'string';
}
