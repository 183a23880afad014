import type { DepartmentQuestion, Departments } from '../model/index.ts';
import type { ResolvedProfile } from '../profiles/load.ts';

/**
 * Who answers a matter on a day (YYYY-MM-DD in Shanghai), and why. The judging stage decides it; whoever runs the line
 * hands it in.
 */
export type AssignUnits = (question: DepartmentQuestion, resolved: ResolvedProfile, day: string) => Departments;
