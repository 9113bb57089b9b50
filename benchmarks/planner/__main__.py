"""`python -m benchmarks.planner`: the planner alone, a line for each sample."""

from benchmarks.planner.measuring import measure

for name, figure in measure(each=True).items():
    print(f"{name}: {figure:.4f}")
