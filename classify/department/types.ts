import type { CategoryCode, Departments, Flag, Place, Stance, Urgency } from '../../model/index.ts';

/** What a message is about, as judged. */
export interface DepartmentQuestion {
  category: CategoryCode;
  secondary?: readonly CategoryCode[];
  places?: readonly Place[];
  /** The citizen's own words, never the answers of units below them. */
  text: string;
  title?: string | null;
  flags?: readonly Flag[];
  urgency?: Urgency;
  stance?: Stance | null;
}

/** Units before they get their names of the day. */
export type Choice = Pick<Departments, 'lead' | 'assist' | 'from' | 'why'>;
