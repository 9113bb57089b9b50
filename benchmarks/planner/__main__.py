"""`python -m benchmarks.planner`: only the planner, with one line per sample."""

from benchmarks.planner.measuring import measure

for name, figure in measure(each=True).items():
    print(f"{name}: {figure:.4f}")
