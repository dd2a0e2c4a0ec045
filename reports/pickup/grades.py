"""What a report calls the grade of an article."""

from pipelines.releases.grades import Grade

GRADES = {Grade.COUNTED: "예", Grade.POSSIBLE: "가능성", Grade.PARTIAL: "일부"}
