import { type KeyboardEvent, useRef, useState } from 'react';
import type { Topic } from './call.ts';
import type { TopicGroup } from './topics.ts';

export interface TopicListProps {
  readonly groups: readonly TopicGroup[];
  readonly ticked: readonly string[];
  readonly onTick: (topic: Topic, ticked: boolean) => void;
  /** The person wants to write on the topic's line. */
  readonly onWrite: (topic: Topic) => void;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** What to ask, as one stop for the Tab key: arrows move, Space ticks, Enter ticks and goes on in the note. */
export function TopicList({ groups, ticked, onTick, onWrite }: TopicListProps) {
  const place = useRef<HTMLDivElement>(null);
  const topics = groups.flatMap((group) => group.topics);
  const [current, setCurrent] = useState(topics[0]?.id);
  const isTicked = ({ id }: Topic) => ticked.includes(id);
  const press = (event: KeyboardEvent, topic: Topic) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onTick(topic, true);
      onWrite(topic);
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const boxes = [...(place.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
    boxes[step(topics.indexOf(topic), boxes.length)]?.focus();
  };
  return (
    <div ref={place} className="topics" data-keys="call-topics">
      <p className="hint" id="topics-hint">
        Arrows move, Space ticks, Enter ticks and writes.
      </p>
      {groups.map((group) => (
        <fieldset key={group.topics[0]?.id ?? group.title} className="topic-group" aria-describedby="topics-hint">
          <legend>{group.title}</legend>
          {group.topics.map((topic) => (
            <label key={topic.id} className="option">
              <input
                type="checkbox"
                checked={isTicked(topic)}
                tabIndex={topic.id === (topics.some(({ id }) => id === current) ? current : topics[0]?.id) ? 0 : -1}
                onFocus={() => setCurrent(topic.id)}
                onKeyDown={(event) => press(event, topic)}
                onChange={(event) => onTick(topic, event.target.checked)}
              />
              <span>{topic.ask}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
