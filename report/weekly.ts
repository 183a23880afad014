import { shanghaiText, type CategoryCode } from '../model/index.ts';
import { asHtml } from './as-html.ts';
import { asText } from './as-text.ts';
import type { ReportDocument } from './document.ts';
import { handling, overview, ahead, overdueTotal } from './weekly-handling.ts';
import type { WeeklyFigures } from './weekly-figures.ts';
import { categoriesAndChannels, counted, topics } from './weekly-volume.ts';

/** The names a jurisdiction's readers know. */
export interface ReportNames {
  /** `扬州市2018年政务公开工作要点`, or `全部辖区`. */
  scope: string;
  category(code: CategoryCode): string;
  /** Heading of the jurisdiction's own document: EDU → 就学就医; null where it has none. */
  group(code: CategoryCode): string | null;
}

export interface WeeklyReport {
  subject: string;
  text: string;
  html: string;
  numbers: WeeklyFigures;
}
