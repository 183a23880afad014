import { resolve } from 'node:path';
import { YuqingError, type DepartmentQuestion, type Departments } from '../../model/index.ts';
import { PROFILES_DIR, type ResolvedProfile } from '../../profiles/load.ts';
import { departmentsOf } from './departments.ts';
import { loadDepartmentModel, type DepartmentModel } from './learned/model.ts';

/**
 * Who answers, by the jurisdiction's own department model where its profile names one (`department_model`, loaded by the
 * first matter that needs it), by rules otherwise. What is older than the model keeps to the rules: names of its time.
 * A model that cannot be read must not hold up the tickets: rules serve, the reason says so, and `yuqing doctor` too.
 */
export function createAssigner(): (question: DepartmentQuestion, resolved: ResolvedProfile, day: string) => Departments {
  const models = new Map<string, DepartmentModel | YuqingError>();
  return (question, resolved, day) => {
    const dir = departmentModelDir(resolved);
    if (dir === null) return departmentsOf(question, resolved, day);
    const model = models.get(dir) ?? load(dir);
    models.set(dir, model);
    if (model instanceof YuqingError) {
      const by = departmentsOf(question, resolved, day);
      return { ...by, why: `${by.why};本地的部门模型读不出,暂按规则` };
    }
    const proposal = day < model.card.day ? null : model.propose(`${question.title ?? ''}\n${question.text}`, question.categoryPath);
    return departmentsOf(question, resolved, day, proposal);
  };
}

/** Where the profile's own department model is; null where it names none. */
export const departmentModelDir = ({ profile }: ResolvedProfile): string | null =>
  (profile.department_model === undefined ? null : resolve(PROFILES_DIR, profile.department_model));

function load(dir: string): DepartmentModel | YuqingError {
  try {
    return loadDepartmentModel(dir);
  } catch (error) {
    if (error instanceof YuqingError) return error;
    throw error;
  }
}
