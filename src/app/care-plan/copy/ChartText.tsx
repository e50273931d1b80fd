import type { CopyLanguage } from './copy-view.ts';

export interface ChartTextProps {
  readonly language: CopyLanguage;
  readonly children: string;
}

/** Words of the chart. Nobody here can translate them: on a sheet in another language they are left as they are and marked. */
export function ChartText({ language, children }: ChartTextProps) {
  if (language === 'en') return children;
  return (
    <>
      <span lang="en">{children}</span>
      <span className="copy-mark">*</span>
    </>
  );
}
